/** Numbers of lines, from 1, by the path of their file as evidence names it. */
export type LineNumbers = ReadonlyMap<string, ReadonlySet<number>>;

/** Texts of lines by path and number, as they stand in their files. */
export type LineTexts = ReadonlyMap<string, ReadonlyMap<number, string>>;
