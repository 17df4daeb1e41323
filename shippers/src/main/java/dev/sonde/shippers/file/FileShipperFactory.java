package dev.sonde.shippers.file;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import java.nio.file.Path;

/// Makes shippers that append to a file.
public final class FileShipperFactory implements ShipperFactory<FileConfig> {
  private final DiskAt disks;

  /// A factory of shippers that write there.
  public FileShipperFactory(DiskAt disks) {
    this.disks = disks;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String help() {
    return "Appends samples to a file, each exactly once.";
  }

  @Override
  public FileConfig read(Settings settings) {
    return FileConfig.read(settings);
  }

  @Override
  public Shipper create(FileConfig config, Surroundings surroundings) {
    Path path = Path.of(config.path()).toAbsolutePath();
    if (path.getParent() == null) {
      throw new IllegalArgumentException("path: " + path + " is not a file");
    }
    return new FileShipper(config, disks, path, surroundings.blocking());
  }
}
