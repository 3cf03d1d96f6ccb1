/// A growable buffer of plain values for inner loops.
///
/// It owns its memory alone (it cannot be copied), so writing needs no uniqueness check, and element
/// access costs one load or store. Safety: every index is asserted to lie in `0 ..< count`, so any
/// violation traps in a debug build; memory is allocated and freed only here.
struct Column<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count: Int

  init() {
    capacity = 64
    base = .allocate(capacity: capacity)
    count = 0
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count, "index \(index) outside 0 ..< \(count)")
      return base[index]
    }
    @inline(__always) set {
      assert(index >= 0 && index < count, "index \(index) outside 0 ..< \(count)")
      base[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: 2 * capacity) }
    base[count] = element
    count += 1
  }

  /// Appends an element once or, if `times` is 0, not at all: without a branch.
  @inline(__always)
  mutating func append(_ element: Element, count times: Int) {
    assert(times == 0 || times == 1)
    if count == capacity { grow(to: 2 * capacity) }
    base[count] = element
    count &+= times
  }

  /// Appends four elements at once.
  @inline(__always)
  mutating func append(_ four: SIMD4<Element>) where Element: SIMDScalar {
    if count + 4 > capacity { grow(to: 2 * capacity) }
    UnsafeMutableRawPointer(base + count).storeBytes(of: four, as: SIMD4<Element>.self)
    count += 4
  }

  /// Forgets all elements and keeps the memory.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Forgets the last element.
  @inline(__always)
  mutating func removeLast() { count -= 1 }

  /// Makes it `count` elements, all equal to `element`.
  mutating func fill(_ element: Element, count newCount: Int) {
    if newCount > capacity { grow(to: newCount) }
    count = newCount
    base.update(repeating: element, count: newCount)
  }

  private mutating func grow(to newCapacity: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
