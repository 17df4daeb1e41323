package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Ascii;
import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which file systems to measure. Kept until the kernel's list reads differently.
///
/// Of the types it leaves out what `/proc/filesystems` calls `nodev` (but keeps zfs), as document
/// 003 does, and keeps whatever is at `/`. Where several file systems are mounted at one place only
/// the last of them can be seen.
final class MountTable implements Closeable {
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] NODEV = Ascii.bytes("nodev");
  private static final List<String> USUAL_TYPES =
      List.of(
          "btrfs",
          "erofs",
          "exfat",
          "ext2",
          "ext3",
          "ext4",
          "f2fs",
          "fuseblk",
          "iso9660",
          "jfs",
          "ntfs3",
          "squashfs",
          "udf",
          "vfat",
          "xfs");

  private final Roots roots;
  private final HostConfig config;
  private final KeptFile first;
  private final KeptFile second;
  private final KeptFile types;
  private byte[] seen = NOTHING;
  private List<Mount> mounts = List.of();

  MountTable(Roots roots, Room room, HostConfig config) {
    this.roots = roots;
    this.config = config;
    this.first = KeptFile.lines(roots.proc().resolve("1/mountinfo"), room);
    this.second = KeptFile.lines(roots.proc().resolve("self/mountinfo"), room);
    this.types = KeptFile.lines(roots.proc().resolve("filesystems"), room);
  }

  /// Reads the kernel's list. Says whether [#mounts] is another one now.
  boolean refresh(Report report) {
    Text text = first.read();
    if (text == null) {
      text = second.read("disk space", report);
    }
    if (text != null && text.sameContent(seen)) {
      return false;
    }
    seen = text == null ? NOTHING : text.content();
    mounts = text == null ? List.of() : choose(Mountinfo.parse(text), report);
    return true;
  }

  /// What to measure; empty when the kernel's list can't be read.
  List<Mount> mounts() {
    return mounts;
  }

  @Override
  public void close() {
    first.close();
    second.close();
    types.close();
  }

  private List<Mount> choose(List<Mountinfo.Line> lines, Report report) {
    Set<String> real = realTypes();
    Map<String, Mountinfo.Line> visible = new LinkedHashMap<>();
    lines.forEach(line -> visible.put(line.point(), line));
    var known = new LinkedHashMap<Mount.Id, Mount>();
    mounts.forEach(mount -> known.put(mount.id(), mount));
    var chosen = new ArrayList<Mount>();
    for (Mountinfo.Line line : visible.values()) {
      if (wanted(line, real)) {
        var id = new Mount.Id(device(line), line.point(), line.type(), line.number());
        Mount mount = known.get(id);
        chosen.add(mount == null ? new Mount(id, roots, report) : mount);
      }
    }
    return List.copyOf(chosen);
  }

  private boolean wanted(Mountinfo.Line line, Set<String> real) {
    return config.mountpoints().accepts(line.point())
        && !config.filesystemTypes().excludes(line.type())
        && (config.filesystemTypes().include().isEmpty()
            ? line.point().equals("/") || onDevice(line, real)
            : config.filesystemTypes().includes(line.type()));
  }

  private static boolean onDevice(Mountinfo.Line line, Set<String> real) {
    return !line.source().equals("none") && real.contains(line.type());
  }

  private Set<String> realTypes() {
    var real = new HashSet<String>();
    Text text = types.read();
    while (text != null && text.line()) {
      if (text.word() && !text.is(NODEV)) {
        real.add(text.string());
      }
    }
    if (real.isEmpty()) {
      real.addAll(USUAL_TYPES);
    }
    real.add("zfs");
    return real;
  }

  /// `/dev/root` is whatever the kernel started from; names of the device mapper are links.
  private String device(Mountinfo.Line line) {
    try {
      if (line.source().equals("/dev/root")) {
        Path number = roots.sys().resolve("dev/block").resolve(line.number());
        return "/dev/" + number.toRealPath().getFileName();
      }
      if (line.source().startsWith("/dev/mapper/")) {
        Path link = roots.root().resolve(line.source().substring(1));
        return "/dev/" + link.toRealPath().getFileName();
      }
      return line.source();
    } catch (IOException | InvalidPathException e) {
      return line.source();
    }
  }
}
