package dev.sonde.collectors.gpu;

import java.util.ArrayList;
import java.util.List;

/// Finds and reads the parts of a GPU that are used as GPUs of their own (MIG).
final class NvmlMig {
  private static final int ON = 1;
  private static final int MOST = 32;

  private final NvmlFunctions functions;
  private final NvmlLibrary library;

  NvmlMig(NvmlFunctions functions) {
    this.functions = functions;
    this.library = functions.library();
  }

  /// Those there are now.
  List<MigPart> parts(long device) {
    if (!isOn(device)) {
      return List.of();
    }
    library.wipe();
    int code = functions.migCount.call(device, library.address(), 0, 0);
    int most = code == NvmlCode.SUCCESS ? Math.clamp(library.in().getInt(0), 0, MOST) : 0;
    var parts = new ArrayList<MigPart>();
    for (int i = 0; i < most; i++) {
      library.wipe();
      if (functions.migHandle.call(device, i, library.address(), 0) == NvmlCode.SUCCESS) {
        long part = library.in().getLong(0);
        String name = library.text(functions.name, part);
        parts.add(new MigPart(i, part, name, library.text(functions.uuid, part)));
      }
    }
    return parts;
  }

  /// Gives the code with which the GPU or the library gave up, else 0.
  int read(List<MigPart> parts) {
    for (int i = 0; i < parts.size(); i++) {
      MigPart part = parts.get(i);
      library.wipe();
      int code = functions.memory.call(part.device, library.address(), 0, 0);
      if (NvmlCode.endsReading(code)) {
        return code;
      }
      if (code == NvmlCode.SUCCESS) {
        take(part);
      }
    }
    return NvmlCode.SUCCESS;
  }

  private boolean isOn(long device) {
    library.wipe();
    long address = library.address();
    int code = functions.migMode.call(device, address, address + Long.BYTES, 0);
    return code == NvmlCode.SUCCESS && library.in().getInt(0) == ON;
  }

  private void take(MigPart part) {
    double total = NvmlQuestion.unsignedLong(library.in(), 0);
    double free = NvmlQuestion.unsignedLong(library.in(), 8);
    double used = NvmlQuestion.unsignedLong(library.in(), 16);
    part.take(total, free, used);
  }
}
