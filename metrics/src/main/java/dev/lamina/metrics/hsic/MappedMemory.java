package dev.lamina.metrics.hsic;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Zeroed memory of Linux's `mmap`, in pages of 2 MiB where the system grants them. The lines
/// of a matrix lie one ordinary page or more apart, so that a product in ordinary pages looks
/// up an address for each line, and the first touch of each page costs a fault.
final class MappedMemory {

  private static final long HUGE_PAGE = 2L << 20;
  private static final int READ_AND_WRITE = 3; // PROT_READ | PROT_WRITE
  private static final int OWN = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS
  private static final int ADVICE_HUGE_PAGES = 14; // MADV_HUGEPAGE
  private static final long FAILED = -1; // MAP_FAILED

  private final MethodHandle map;
  private final MethodHandle advise;
  private final MethodHandle unmap;

  MappedMemory() {
    this.map =
        function(
            "mmap",
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    this.advise =
        function("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    this.unmap = function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /// Whether this system has such memory.
  static boolean here() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  /// Whether so many bytes gain by it.
  static boolean suits(long bytes) {
    return bytes >= HUGE_PAGE;
  }

  /// `bytes` zeros, from the start of a huge page on, freed with the arena.
  MemorySegment allocate(long bytes, Arena arena) {
    long mapped = bytes + HUGE_PAGE;
    MemorySegment all = map(mapped).reinterpret(mapped, arena, this::free);
    long start = Math.ceilDiv(all.address(), HUGE_PAGE) * HUGE_PAGE - all.address();
    MemorySegment used = all.asSlice(start, bytes);
    advise(used);
    return used;
  }

  private MemorySegment map(long bytes) {
    try {
      MemorySegment found =
          (MemorySegment) map.invokeExact(MemorySegment.NULL, bytes, READ_AND_WRITE, OWN, -1, 0L);
      if (found.address() == FAILED) {
        throw new OutOfMemoryError("Cannot map %d bytes of memory".formatted(bytes));
      }
      return found;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// A refusal is no fault: the memory then has ordinary pages.
  private void advise(MemorySegment memory) {
    try {
      int _ = (int) advise.invokeExact(memory, memory.byteSize(), ADVICE_HUGE_PAGES);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private void free(MemorySegment memory) {
    try {
      int _ = (int) unmap.invokeExact(memory, memory.byteSize());
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// The functions themselves throw nothing; what comes is an error of the JVM.
  private static IllegalStateException failed(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("Native memory cannot be had", e);
  }
}
