package dev.sonde.collectors.gpu;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// NVIDIA's management library, loaded, and a piece of native memory for its answers. One thread at
/// a time.
///
/// # Implementation notes
///
/// Every function of NVML takes at most four numbers or pointers and returns an `int`. All of them
/// are called as one shape of four `long`s: a pointer is one, a whole number above zero is the same
/// in a register whatever its width, and a function does not look at registers it has no argument
/// for. One shape costs one linked stub at the start in place of eight, and no object in a call.
///
/// Before each call the memory is filled with ones, so an answer that was never written is a number
/// that can't be true.
final class NvmlLibrary implements AutoCloseable {
  private static final int SIZE = 16 << 10;
  private static final int WIPED = 64;
  private static final int LONGEST_TEXT = 96;
  private static final MethodHandle CALL = shape();

  private final Arena arena;
  private final SymbolLookup symbols;
  private final MemorySegment room;
  private final ByteBuffer in;

  private NvmlLibrary(Arena arena, SymbolLookup symbols) {
    this.arena = arena;
    this.symbols = symbols;
    this.room = arena.allocate(SIZE, Long.BYTES);
    this.in = room.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  @SuppressWarnings("restricted") // calling this library is what the collector is for
  static NvmlLibrary load(Path path) throws UnloadableException {
    Arena arena = Arena.ofShared();
    try {
      return new NvmlLibrary(arena, SymbolLookup.libraryLookup(path, arena));
    } catch (IllegalArgumentException e) {
      arena.close();
      throw new UnloadableException(path + " can't be loaded: " + e.getMessage(), e);
    }
  }

  /// One function; calling one that the library does not have says so.
  record Function(String name, @Nullable MemorySegment code) {
    int call(long one, long two, long three, long four) {
      MemorySegment known = code;
      if (known == null) {
        return NvmlCode.FUNCTION_NOT_FOUND;
      }
      try {
        return (int) CALL.invokeExact(known, one, two, three, four);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError("a native function threw", e);
      }
    }
  }

  /// The first of these that the library has.
  Function function(List<String> names) {
    for (String name : names) {
      var found = symbols.find(name);
      if (found.isPresent()) {
        return new Function(name, found.get());
      }
    }
    return new Function(names.getFirst(), null);
  }

  Function function(String... names) {
    return function(List.of(names));
  }

  /// Where the memory for answers is.
  long address() {
    return room.address();
  }

  /// The same memory, to read from.
  ByteBuffer in() {
    return in;
  }

  /// How much of it there is.
  int size() {
    return SIZE;
  }

  /// Fills the first part of it with ones.
  void wipe() {
    for (int at = 0; at < WIPED; at += Long.BYTES) {
      in.putLong(at, -1);
    }
  }

  /// Asks for a text; empty when there is none.
  ///
  /// @param device 0 for functions that are not about one
  String text(Function function, long device) {
    for (int at = 0; at < LONGEST_TEXT; at += Long.BYTES) {
      in.putLong(at, 0);
    }
    int code =
        device == 0
            ? function.call(address(), LONGEST_TEXT, 0, 0)
            : function.call(device, address(), LONGEST_TEXT, 0);
    return code == NvmlCode.SUCCESS ? text(0, LONGEST_TEXT) : "";
  }

  /// Bytes up to the first zero, as text.
  String text(int from, int most) {
    int length = 0;
    while (length < most && in.get(from + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    in.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    arena.close();
  }

  @SuppressWarnings("restricted") // as above
  private static MethodHandle shape() {
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }
}
