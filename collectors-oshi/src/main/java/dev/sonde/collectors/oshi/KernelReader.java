package dev.sonde.collectors.oshi;

import dev.sonde.api.Family;
import dev.sonde.collectors.host.HostFamilies;
import oshi.hardware.CentralProcessor;
import oshi.software.os.FileSystem;
import oshi.software.os.OperatingSystem;

/// What the operating system counts. Zero means that this one does not.
final class KernelReader implements OshiReader {
  private final CentralProcessor processor;
  private final OperatingSystem software;

  KernelReader(CentralProcessor processor, OperatingSystem software) {
    this.processor = processor;
    this.software = software;
  }

  @Override
  public void read(Readings out) {
    FileSystem files = software.getFileSystem();
    known(out, HostFamilies.CONTEXT_SWITCHES, processor.getContextSwitches());
    known(out, HostFamilies.INTERRUPTS, processor.getInterrupts());
    known(out, HostFamilies.THREADS, software.getThreadCount());
    known(out, HostFamilies.BOOT_TIME, software.getSystemBootTime());
    known(out, HostFamilies.FILE_DESCRIPTORS_ALLOCATED, files.getOpenFileDescriptors());
    known(out, HostFamilies.FILE_DESCRIPTORS_MAX, files.getMaxFileDescriptors());
  }

  private static void known(Readings out, Family family, long value) {
    if (value > 0) {
      out.addCount(family, value);
    }
  }
}
