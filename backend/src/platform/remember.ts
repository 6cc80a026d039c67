/** Makes a thing for a key once and gives the same ever after: for what is dear to make, and of which there are few. */
export function remember<Key extends string, Thing>(
  make: (key: Key) => Thing,
): (key: Key) => Thing {
  const made = new Map<Key, Thing>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const thing = make(key)
    made.set(key, thing)
    return thing
  }
}
