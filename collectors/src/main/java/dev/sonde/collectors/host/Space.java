package dev.sonde.collectors.host;

import java.io.File;
import java.io.IOException;

/// Asks how large and how full the file system at a path is. The calls may hang.
interface Space {
  int SIZE = 0;
  int UNUSED = 1;
  int USABLE = 2;
  int NUMBERS = 3;

  /// @param into gets bytes in all, bytes not used, bytes that users may still take
  void read(File path, long[] into) throws IOException;

  /// Which file system is seen at a path.
  DeviceNumber device(File path) throws IOException;
}
