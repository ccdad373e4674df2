/** What the rules of warnings are called, and what makes each a false alarm. The application decides what is warned of. */
export const RULES = {
  W1: ['parent missing', 'the parent is of another tracer, or was not recorded'],
  W2: ['outlives its parent', 'the work is meant to go on alone, or a response is streamed'],
  W3: ['starts after its parent has ended', 'the task is meant to run later'],
  W4a: ['scope left open', 'code outside the unit of work closes it'],
  W4b: ['scope closed on another thread', 'a library moves its scopes with its work'],
  W5a: ['entry inside another unit of work', 'the application called itself without a client that is traced'],
  W5b: ['chain suspected', 'the chain is made on purpose, each step in the context of the one before'],
  W5c: ['endless chain', 'it is a recursion'],
  W6: ['never ended', 'a long poll, a stream of events, or a debugger holds it'],
  W7: ['several roots', 'trace ids are made by hand'],
  W8: ['broken ids', 'never'],
  W9: ['starts before its parent', 'its start was set by hand'],
  W10: ['repeated calls', 'the loop is intended, a cache is warmed'],
  W11: ['incomplete', 'never: a limit was met'],
};
