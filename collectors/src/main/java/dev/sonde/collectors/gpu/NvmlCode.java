package dev.sonde.collectors.gpu;

/// What NVML's functions return.
final class NvmlCode {
  static final int SUCCESS = 0;
  static final int UNINITIALIZED = 1;
  static final int INVALID_ARGUMENT = 2;
  static final int NOT_SUPPORTED = 3;
  static final int NO_PERMISSION = 4;
  static final int NOT_FOUND = 6;
  static final int INSUFFICIENT_SIZE = 7;
  static final int DRIVER_NOT_LOADED = 9;
  static final int TIMEOUT = 10;
  static final int FUNCTION_NOT_FOUND = 13;
  static final int GPU_IS_LOST = 15;
  static final int RESET_REQUIRED = 16;
  static final int OPERATING_SYSTEM = 17;
  static final int VERSION_MISMATCH = 18;
  static final int ARGUMENT_VERSION_MISMATCH = 25;
  static final int DEPRECATED = 26;
  static final int GPU_NOT_FOUND = 28;

  private NvmlCode() {}

  /// Does this GPU, or this driver, simply not offer it?
  static boolean isUnsupported(int code) {
    return switch (code) {
      case NOT_SUPPORTED,
          INVALID_ARGUMENT,
          NOT_FOUND,
          FUNCTION_NOT_FOUND,
          ARGUMENT_VERSION_MISMATCH,
          DEPRECATED ->
          true;
      default -> false;
    };
  }

  /// Is this one GPU gone?
  static boolean isLost(int code) {
    return code == GPU_IS_LOST || code == RESET_REQUIRED || code == GPU_NOT_FOUND;
  }

  /// Is it the end of every call, until the library is begun anew?
  static boolean isBroken(int code) {
    return code == UNINITIALIZED || code == DRIVER_NOT_LOADED || code == VERSION_MISMATCH;
  }

  /// One or the other: there is no use in asking on.
  static boolean endsReading(int code) {
    return isLost(code) || isBroken(code);
  }

  static String words(int code) {
    return switch (code) {
      case UNINITIALIZED -> "the driver forgot that it was begun";
      case NO_PERMISSION -> "this user may not read it";
      case INSUFFICIENT_SIZE -> "there are more than can be read";
      case DRIVER_NOT_LOADED -> "the driver is not loaded";
      case TIMEOUT -> "the driver waited too long for the GPU";
      case GPU_IS_LOST -> "the GPU is lost: it fell off the bus; it is looked for again";
      case RESET_REQUIRED -> "the GPU needs a reset: nvidia-smi --gpu-reset";
      case OPERATING_SYSTEM -> "the operating system refused it";
      case VERSION_MISMATCH ->
          "library and loaded driver have different versions, as after an upgrade: load the new"
              + " driver or restart the machine";
      case GPU_NOT_FOUND -> "there is no such GPU any more";
      default -> "the driver answered with error " + code;
    };
  }
}
