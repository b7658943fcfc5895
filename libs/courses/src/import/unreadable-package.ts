/** A package that cannot become a course at all. `reason` is a plain sentence for the person who uploaded it. */
export class UnreadablePackage extends Error {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'UnreadablePackage';
  }
}

/** One file of a package that cannot be used; the rest of the package still can. */
export class UnusableFile extends Error {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'UnusableFile';
  }
}
