package dev.sonde.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Gzip around a deflater that is used again: the JDK's own stream makes a new one each time, and
/// each holds 256 kB outside the heap.
final class GzipOutput extends DeflaterOutputStream {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, 3};
  private static final int BUFFER = 4096;

  private final CRC32 sum = new CRC32();

  GzipOutput(OutputStream out, Deflater deflater) throws IOException {
    super(out, deflater, BUFFER);
    out.write(HEADER);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    super.write(bytes, offset, length);
    sum.update(bytes, offset, length);
  }

  @Override
  public void finish() throws IOException {
    super.finish();
    number(sum.getValue());
    number(def.getBytesRead());
  }

  private void number(long value) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift));
    }
  }
}
