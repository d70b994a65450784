/** What Express gets instead of its body parsers in the bundled program, which never uses them. */
const absent = () => {
  throw new Error('The bundled program has no body parsers.');
};

export const json = absent;
export const raw = absent;
export const text = absent;
export const urlencoded = absent;
