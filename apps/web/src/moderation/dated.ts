type Dated<T> = { [Field in keyof T]: T[Field] extends Date ? string : T[Field] extends Date | null ? string | null : T[Field] };

/** The same with its moments as texts. */
export const dated = <T extends object>(each: T): Dated<T> => Object.fromEntries(Object.entries(each).map(([field, value]) => [field, value instanceof Date ? value.toISOString() : (value as unknown)])) as Dated<T>;
