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
    Path folder = folder(path);
    return new FileShipper(config, () -> disks.open(folder), surroundings.blocking());
  }

  private static Path folder(Path path) {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("path: " + path + " is not a file");
    }
    return folder;
  }
}
