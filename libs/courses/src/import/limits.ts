/** How much of a package is read before it is refused. */
export interface PackageLimits {
  /** Files and folders in the package. */
  entries: number;
  /** Bytes of all files together, unpacked. More refuses the package. */
  unpackedBytes: number;
  /** Bytes of one file, unpacked. A larger file is left out and named. */
  fileBytes: number;
  /** Unpacked bytes for each packed byte, of one file and of the whole. */
  ratio: number;
}

export const DEFAULT_LIMITS: PackageLimits = { entries: 2_000, unpackedBytes: 200_000_000, fileBytes: 50_000_000, ratio: 200 };

/** Below this a ratio says nothing: a small file of spaces packs better than any limit and harms nobody. */
export const RATIO_FREE_BYTES = 1_000_000;
/** XML is parsed in memory, where it takes about twenty times its size. */
export const XML_BYTES = 4_000_000;
export const PAGE_BYTES = 1_000_000;
/** All text of a package together: a course that people wrote has a tenth of it, and a draft is held in memory. */
export const TEXT_BYTES = 40_000_000;
/** The converters are quadratic in the number of tags in their worst case; no page that a person wrote comes near. */
export const PAGE_TAGS = 20_000;
export const PACKAGE_TAGS = 1_000_000;
/** A table of many rows can grow when its rows are filled up to the longest. */
export const LONGEST_MARKDOWN = 2_000_000;
/** Markdown of one activity may have 200,000 characters; the real media addresses are longer than the placeholders. */
export const PAGE_CHARACTERS = 150_000;
