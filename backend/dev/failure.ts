/**
 * Something the person at the keyboard can put right: a taken port, a folder that cannot be read.
 * The message says what is wrong and what to do; whoever starts the shop prints it without a stack.
 */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}
