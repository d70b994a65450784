/** Whether this is a run of continuous integration. */

/**
 * Does the variable `CI` say so? All services set it; some people unset it by an empty text, `0` or `false`.
 *
 * @example isCi(process.env['CI'])
 */
export function isCi(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== 'false' && variable !== '0';
}
