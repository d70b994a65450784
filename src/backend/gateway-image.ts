/** LLM Router's `gateway.imageGenerationModel`: who answers when the prompt asks for a picture. */
const ASKS_FOR_PICTURE =
  /\b(?:draw|paint|sketch|illustrate)\b|\b(?:create|generate|make|design|render|produce)\b[^.?!\n]{0,60}\b(?:image|picture|photo|illustration|drawing|logo|icon|poster)s?\b/i;

/** Does a question ask for a picture to be made? */
export function asksForPicture(question: string): boolean {
  return ASKS_FOR_PICTURE.test(question);
}
