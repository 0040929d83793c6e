// Apart from the renderer, so that help loads none of it.
export const CSV_TABLES = ['migrations', 'findings', 'events'] as const;
export type CsvTable = (typeof CSV_TABLES)[number];
