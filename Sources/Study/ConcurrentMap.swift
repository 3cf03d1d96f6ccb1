import Dispatch
import Synchronization

/// The results of some calls, in their order, worked out on several threads.
///
/// - Parameters:
///   - count: How many results there are.
///   - threads: How many to work on at a time.
///   - body: Yields the result of a position.
/// - Returns: One result per position.
func concurrentMap<Element: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> Element
) -> [Element] {
  let results = Mutex([Element?](repeating: nil, count: count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let element = body(index)
      results.withLock { $0[index] = element }
    }
  }
  return results.withLock { $0 }.compactMap { $0 }
}
