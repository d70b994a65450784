/** Turns a dialect's schemas into one module of TypeScript types. */
export async function typesModule(schemas, dialect) {
  return `/** placeholder */\nexport {};\n`;
}
