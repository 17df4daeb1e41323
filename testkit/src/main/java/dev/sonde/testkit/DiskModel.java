package dev.sonde.testkit;

import dev.sonde.testkit.Change.Cut;
import dev.sonde.testkit.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// All folders of a [FaultyDisk]. Safe for many threads.
final class DiskModel {
  private static final long PLENTY = 1L << 40;

  private final Map<String, Directory> folders = new TreeMap<>();
  private final Faults faults = new Faults();
  private final List<Operation> log = new ArrayList<>();
  private final Set<String> locks = new HashSet<>();
  private Tearing tearing = Tearing.SECTORS;
  private long changes;

  DiskModel() {
    folders.put("", new Directory());
  }

  private DiskModel(Map<String, Directory> folders, Tearing tearing) {
    this.folders.putAll(folders);
    this.tearing = tearing;
  }

  synchronized void fault(Consumer<Faults> what) {
    what.accept(faults);
  }

  synchronized <T> T ask(Function<Faults, T> what) {
    return what.apply(faults);
  }

  synchronized void tear(Tearing how) {
    tearing = how;
  }

  synchronized List<Operation> log() {
    return List.copyOf(log);
  }

  synchronized long changes() {
    return changes;
  }

  synchronized double ways() {
    double ways = 1;
    for (var each : folders.values()) {
      ways *= each.ways(tearing);
    }
    return ways;
  }

  synchronized DiskModel afterPowerCut(Choice choice) {
    return with(each -> each.afterPowerCut(tearing, choice));
  }

  synchronized DiskModel afterKill() {
    return with(Directory::copy);
  }

  synchronized void flip(String folder, String name, long at, int mask) throws IOException {
    var inode = inode(folder, name);
    if (at < 0 || at >= inode.length()) {
      throw new IndexOutOfBoundsException(name + " has no byte " + at);
    }
    inode.flip(at, mask);
  }

  synchronized List<String> list(String folder) throws IOException {
    begin(new Operation(Kind.LOOK, folder, 0, 0));
    return directory(folder).names();
  }

  synchronized boolean has(String folder, String name) throws IOException {
    begin(new Operation(Kind.LOOK, folder + name, 0, 0));
    return directory(folder).find(name) != null;
  }

  synchronized long size(String folder, String name) throws IOException {
    begin(new Operation(Kind.LOOK, folder + name, 0, 0));
    return inode(folder, name).length();
  }

  synchronized Inode open(String folder, String name) throws IOException {
    begin(new Operation(Kind.OPEN, folder + name, 0, 0));
    return inode(folder, name);
  }

  synchronized Inode create(String folder, String name) throws IOException {
    begin(new Operation(Kind.CREATE, folder + name, 0, 0));
    if (directory(folder).find(name) != null || folders.containsKey(folder + name + "/")) {
      throw new FileAlreadyExistsException(folder + name);
    }
    return directory(folder).create(name);
  }

  synchronized void rename(String folder, String from, String to) throws IOException {
    begin(new Operation(Kind.RENAME, folder + from, 0, 0));
    directory(folder).rename(from, to, inode(folder, from));
  }

  synchronized void delete(String folder, String name) throws IOException {
    begin(new Operation(Kind.DELETE, folder + name, 0, 0));
    if (directory(folder).find(name) != null) {
      directory(folder).delete(name);
    }
  }

  void syncFolder(String folder) throws IOException {
    passHang();
    syncNames(folder);
  }

  synchronized void makeFolder(String folder, String name) throws IOException {
    begin(new Operation(Kind.LOOK, folder + name, 0, 0));
    if (directory(folder).find(name) != null) {
      throw new FileAlreadyExistsException(folder + name);
    }
    folders.computeIfAbsent(folder + name + "/", _ -> new Directory());
  }

  synchronized int read(Inode inode, String name, ByteBuffer into, long at) throws IOException {
    begin(new Operation(Kind.READ, name, at, into.remaining()));
    return inode.read(into, at);
  }

  synchronized void write(Inode inode, String name, ByteBuffer from, long at) throws IOException {
    var operation = new Operation(Kind.WRITE, name, at, from.remaining());
    note(operation);
    var reason = faults.failure(operation);
    if (reason != null) {
      put(inode, from, at, from.remaining() / 2);
      throw failed(operation, reason);
    }
    int fits = (int) Math.clamp(left() + inode.length() - at, 0L, (long) from.remaining());
    put(inode, from, at, fits);
    if (from.hasRemaining()) {
      throw failed(operation, "No space left on device");
    }
  }

  synchronized void truncate(Inode inode, String name, long size) throws IOException {
    begin(new Operation(Kind.TRUNCATE, name, size, 0));
    if (size < inode.length()) {
      inode.change(new Cut(Math.toIntExact(size)));
    }
  }

  void sync(Inode inode, String name) throws IOException {
    passHang();
    syncBytes(inode, name);
  }

  synchronized boolean lock(String name) {
    return locks.add(name);
  }

  synchronized void unlock(String name) {
    locks.remove(name);
  }

  synchronized long free() throws IOException {
    begin(new Operation(Kind.LOOK, "", 0, 0));
    return left();
  }

  synchronized long length(Inode inode, String name) throws IOException {
    begin(new Operation(Kind.LOOK, name, 0, 0));
    return inode.length();
  }

  private synchronized void syncNames(String folder) throws IOException {
    var operation = new Operation(Kind.SYNC_FOLDER, folder, 0, 0);
    note(operation);
    var reason = faults.failure(operation);
    if (reason != null) {
      directory(folder).failSync();
      throw failed(operation, reason);
    }
    directory(folder).sync();
  }

  private synchronized void syncBytes(Inode inode, String name) throws IOException {
    var operation = new Operation(Kind.SYNC, name, 0, 0);
    note(operation);
    var reason = faults.failure(operation);
    if (reason != null) {
      inode.failSync();
      throw failed(operation, reason);
    }
    inode.sync();
  }

  private void passHang() {
    var hang = ask(Faults::hangs);
    hang.ifPresent(Hang::pass);
  }

  private void begin(Operation operation) throws IOException {
    note(operation);
    var reason = faults.failure(operation);
    if (reason != null) {
      throw failed(operation, reason);
    }
  }

  private void note(Operation operation) throws IOException {
    faults.pass(operation);
    log.add(operation);
    if (operation.kind().changes()) {
      changes++;
    }
  }

  private static IOException failed(Operation operation, String reason) {
    return new IOException(operation.kind() + " " + operation.name() + ": " + reason);
  }

  private static void put(Inode inode, ByteBuffer from, long at, int count) {
    var bytes = new byte[count];
    from.get(bytes);
    if (count > 0) {
      inode.change(new Write(Math.toIntExact(at), bytes));
    }
  }

  private long left() {
    long used = folders.values().stream().mapToLong(Directory::length).sum();
    return Math.max(0, Math.min(PLENTY, faults.room()) - used);
  }

  private Directory directory(String folder) throws IOException {
    var directory = folders.get(folder);
    if (directory == null) {
      throw new NoSuchFileException(folder);
    }
    return directory;
  }

  private Inode inode(String folder, String name) throws IOException {
    var inode = directory(folder).find(name);
    if (inode == null) {
      throw new NoSuchFileException(folder + name);
    }
    return inode;
  }

  private DiskModel with(Function<Directory, Directory> change) {
    var changed = new TreeMap<String, Directory>();
    folders.forEach((path, directory) -> changed.put(path, change.apply(directory)));
    return new DiskModel(changed, tearing);
  }
}
