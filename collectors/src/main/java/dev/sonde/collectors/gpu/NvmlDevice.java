package dev.sonde.collectors.gpu;

/// One of NVIDIA's GPUs in a session.
final class NvmlDevice {
  final Gpu gpu;
  private final long handle;
  private final int lostAtOnce;
  private final boolean[] unsupported = NvmlReader.nothingKnown();

  /// @param lostAtOnce with which code it was lost before it could be asked, 0 when it was not
  NvmlDevice(Gpu gpu, long handle, int lostAtOnce) {
    this.gpu = gpu;
    this.handle = handle;
    this.lostAtOnce = lostAtOnce;
  }

  /// Reads it. Gives 0, or the code with which the GPU or the whole library gave up.
  int read(NvmlReader reader, boolean anew) {
    gpu.forget();
    int end = lostAtOnce;
    if (end == NvmlCode.SUCCESS) {
      end = reader.read(gpu, handle, unsupported, anew);
    }
    if (end != NvmlCode.SUCCESS) {
      gpu.lose();
    }
    return end;
  }
}
