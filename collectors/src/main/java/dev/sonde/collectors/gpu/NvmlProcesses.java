package dev.sonde.collectors.gpu;

import java.nio.ByteBuffer;

/// Reads which processes hold memory of a GPU.
///
/// Since the second version of the function an entry is `pid`, memory and two numbers of a MIG
/// instance in 24 bytes; before, it was the first two in 16.
final class NvmlProcesses {
  private static final int HEAD = 64;
  private static final int MEMORY = 8;
  private static final int ENTRY = 24;
  private static final int OLD_ENTRY = 16;
  private static final long NOT_AVAILABLE = -1;

  private final NvmlFunctions functions;
  private final ProcessNames names;

  NvmlProcesses(NvmlFunctions functions, ProcessNames names) {
    this.functions = functions;
    this.names = names;
  }

  /// Gives the code with which the GPU or the library gave up, else 0.
  int read(long device, Holders holders) {
    holders.begin();
    int end = list(functions.compute, device, holders);
    if (end == NvmlCode.SUCCESS) {
      end = list(functions.graphics, device, holders);
    }
    holders.end();
    return end;
  }

  private int list(NvmlLibrary.Function function, long device, Holders holders) {
    NvmlLibrary library = functions.library();
    ByteBuffer in = library.in();
    int entry = function.name().endsWith("Processes") ? OLD_ENTRY : ENTRY;
    int most = (library.size() - HEAD) / entry;
    in.putInt(0, most);
    int code = function.call(device, library.address(), library.address() + HEAD, 0);
    if (code != NvmlCode.SUCCESS) {
      return NvmlCode.endsReading(code) ? code : NvmlCode.SUCCESS;
    }
    holders.list();
    int count = in.getInt(0);
    for (int i = 0; i < count && i < most; i++) {
      entry(in, HEAD + i * entry, holders);
    }
    return NvmlCode.SUCCESS;
  }

  private void entry(ByteBuffer in, int at, Holders holders) {
    int pid = in.getInt(at);
    long bytes = in.getLong(at + MEMORY);
    if (pid > 0 && bytes != NOT_AVAILABLE && Figure.MEMORY_USED.allows(bytes)) {
      holders.add(pid, bytes, names);
    }
  }
}
