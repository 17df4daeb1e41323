package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The library loaded and begun, and the GPUs it has. One thread at a time.
final class NvmlSession {
  private static final int MOST_GPUS = 64;
  private static final int READINGS_UNTIL_ANEW = 60;
  private static final int BUS = 36;
  private static final int BUS_LENGTH = 32;

  private final NvmlLibrary library;
  private final NvmlFunctions functions;
  private final NvmlReader reader;
  private final List<NvmlDevice> devices = new ArrayList<>();
  private int readings;

  private NvmlSession(NvmlLibrary library, NvmlWishes wishes, ProcessNames names) {
    this.library = library;
    this.functions = new NvmlFunctions(library);
    this.reader = new NvmlReader(functions, wishes, names);
  }

  /// Loads the library and begins.
  ///
  /// @param before the GPUs of the session before, for the names of those that are lost
  /// @throws UnloadableException when there is no such library
  static NvmlSession open(Path path, NvmlWishes wishes, ProcessNames names, List<Gpu> before)
      throws IOException {
    NvmlLibrary library = NvmlLibrary.load(path);
    try {
      var session = new NvmlSession(library, wishes, names);
      session.begin(before);
      return session;
    } catch (IOException | RuntimeException e) {
      library.close();
      throw e;
    }
  }

  List<Gpu> gpus() {
    return devices.stream().map(device -> device.gpu).toList();
  }

  /// Reads all GPUs. Gives 0 when each of them answered, else the last code.
  int read() {
    boolean anew = readings++ % READINGS_UNTIL_ANEW == 0;
    int last = NvmlCode.SUCCESS;
    for (int i = 0; i < devices.size(); i++) {
      int code = devices.get(i).read(reader, anew);
      if (NvmlCode.isBroken(code)) {
        devices.forEach(each -> each.gpu.lose());
        return code;
      }
      last = code == NvmlCode.SUCCESS ? last : code;
    }
    return last;
  }

  void close() {
    functions.shutdown.call(0, 0, 0, 0);
    library.close();
  }

  private void begin(List<Gpu> before) throws IOException {
    succeed(functions.init.call(0, 0, 0, 0));
    try {
      find(before);
    } catch (IOException e) {
      functions.shutdown.call(0, 0, 0, 0);
      throw e;
    }
  }

  private void find(List<Gpu> before) throws IOException {
    library.wipe();
    succeed(functions.count.call(library.address(), 0, 0, 0));
    int count = library.in().getInt(0);
    if (count < 0 || count > MOST_GPUS) {
      throw new IOException("the driver says that there are " + count + " GPUs");
    }
    String driver = library.text(functions.driver, 0);
    int refused = NvmlCode.SUCCESS;
    for (int i = 0; i < count; i++) {
      int code = device(i, driver, i < before.size() ? before.get(i).identity : Identity.UNKNOWN);
      refused = code == NvmlCode.SUCCESS ? refused : code;
    }
    if (devices.isEmpty()) {
      succeed(refused);
    }
  }

  /// Adds a GPU; one that may not be seen is left out.
  private int device(int index, String driver, Identity before) {
    library.wipe();
    int code = functions.handle.call(index, library.address(), 0, 0);
    if (NvmlCode.isLost(code)) {
      devices.add(new NvmlDevice(new Gpu(before), 0, code));
    } else if (code == NvmlCode.SUCCESS) {
      long handle = library.in().getLong(0);
      devices.add(new NvmlDevice(new Gpu(identity(handle, driver).orAs(before)), handle, 0));
    }
    return code;
  }

  private Identity identity(long handle, String driver) {
    String name = library.text(functions.name, handle);
    String uuid = library.text(functions.uuid, handle);
    return new Identity(Identity.NVIDIA, name, uuid, driver, bus(handle));
  }

  private String bus(long handle) {
    library.wipe();
    boolean known = functions.bus.call(handle, library.address(), 0, 0) == NvmlCode.SUCCESS;
    return known ? library.text(BUS, BUS_LENGTH) : "";
  }

  private static void succeed(int code) throws IOException {
    if (code != NvmlCode.SUCCESS) {
      throw new IOException(NvmlCode.words(code));
    }
  }
}
