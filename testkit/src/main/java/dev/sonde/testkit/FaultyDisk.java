package dev.sonde.testkit;

import dev.sonde.api.Disk;
import dev.sonde.testkit.Operation.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A disk in memory that knows what a power cut may leave of it, and fails when told to.
///
/// **A power cut** ([#crash], [#crashes]) gives other disks, each with what may be left; this one
/// goes on. What may be left:
///
/// - Of each write and each truncation that was not synced, nothing or all, whatever became of
///   those before and after it. Of a write also: zeros in its place where the file was shorter
///   before; any of its sectors ([Tearing#SECTORS], the default), or its beginning or end cut at
///   any byte ([Tearing#BYTES]). Where writes of one file overlap, what survives of the later lies
///   on top.
/// - Of names made, renamed and deleted since the folder was synced, any subset, except that a
///   later change of a name needs the earlier ones of the same name. A rename is done or not, for
///   both names. Syncing a file makes its bytes durable, not its name.
/// - After a **failed sync**, what was not durable then stays so: later syncs succeed and don't
///   bring it to the disk, as on Linux. What is written after it, even in the same place, they do.
///
/// Folders are durable when made. Locks don't outlast the process.
///
/// **A kill** ([#kill]) leaves all that was written; a power cut after it can still take it.
///
/// Faults hold for the whole disk, its folders included, until [#heal]. Neither crash nor kill
/// takes them over. Safe for many threads; files are at most 2 GiB.
public final class FaultyDisk implements Disk {
  private static final int LONGEST = 255;

  private final DiskModel model;
  private final String folder;

  /// An empty one without faults.
  public FaultyDisk() {
    this(new DiskModel(), "");
  }

  private FaultyDisk(DiskModel model, String folder) {
    this.model = model;
    this.folder = folder;
  }

  /// A disk as a power cut may leave it, by chance.
  public FaultyDisk crash(RandomGenerator random) {
    return new FaultyDisk(model.afterPowerCut(new Sampler(random)), folder);
  }

  /// Every disk that a power cut may leave, one after the other, some perhaps more than once. Few
  /// operations make many: see [#crashes(int, long)].
  public Stream<FaultyDisk> crashes() {
    return StreamSupport.stream(new Crashes(model), false)
        .map(each -> new FaultyDisk(each, folder));
  }

  /// Every disk that a power cut may leave when those are no more than the limit, else so many by
  /// chance, always the same for the same seed.
  public Stream<FaultyDisk> crashes(int atMost, long seed) {
    if (model.ways() <= atMost) {
      return crashes();
    }
    var random = new Random(seed);
    return Stream.generate(() -> crash(random)).limit(atMost);
  }

  /// The disk as it is when the process is killed: all that was written is there, if not durable.
  public FaultyDisk kill() {
    return new FaultyDisk(model.afterKill(), folder);
  }

  /// How a power cut may tear writes.
  public void tear(Tearing tearing) {
    model.tear(tearing);
  }

  /// After so many more changes nothing works any more: the moment for a power cut.
  public void powerOffAfter(long changes) {
    model.fault(faults -> faults.powerOffAfter(changes));
  }

  /// Everything of a kind fails from now on. Of a write that fails, the first half is written.
  ///
  /// @param reason what the system says, such as `Input/output error`
  public void failAll(Kind kind, String reason) {
    failAll(kind, reason, _ -> true);
  }

  /// Everything of a kind fails from now on for files of some names.
  public void failAll(Kind kind, String reason, Predicate<String> names) {
    model.fault(faults -> faults.add(kind, names, 1, false, reason));
  }

  /// One operation of a kind fails.
  ///
  /// @param nth 1 for the next one
  public void failOnce(Kind kind, int nth, String reason) {
    model.fault(faults -> faults.add(kind, _ -> true, nth, true, reason));
  }

  /// Files may take so much, all together. A write beyond writes what fits and fails; one in a
  /// place that the file has already never does.
  public void room(long bytes) {
    model.fault(faults -> faults.room(bytes));
  }

  /// Everything fails, as when the folder was taken away.
  public void vanish() {
    model.fault(Faults::vanish);
  }

  /// Syncs hang from now on, of files and folders, until released or healed.
  public Hang hangSyncs() {
    return model.ask(Faults::startHang);
  }

  /// No more faults, except that power stays off.
  public void heal() {
    model.fault(Faults::heal);
  }

  /// Turns bits around where they lie.
  ///
  /// @param mask the bits
  public void flip(String name, long at, int mask) throws IOException {
    model.flip(folder, checked(name), at, mask);
  }

  /// What was asked so far, failed or not, oldest first.
  public List<Operation> log() {
    return model.log();
  }

  /// How many changes were asked for so far: the number for [#powerOffAfter].
  public long changes() {
    return model.changes();
  }

  @Override
  public List<String> list() throws IOException {
    return model.list(folder);
  }

  @Override
  public boolean has(String name) throws IOException {
    return model.has(folder, checked(name));
  }

  @Override
  public long size(String name) throws IOException {
    return model.size(folder, checked(name));
  }

  @Override
  public File create(String name) throws IOException {
    return new FaultyFile(model, model.create(folder, checked(name)), folder + name, true);
  }

  @Override
  public File open(String name) throws IOException {
    return new FaultyFile(model, model.open(folder, checked(name)), folder + name, true);
  }

  @Override
  public File read(String name) throws IOException {
    return new FaultyFile(model, model.open(folder, checked(name)), folder + name, false);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    model.rename(folder, checked(from), checked(to));
  }

  @Override
  public void delete(String name) throws IOException {
    model.delete(folder, checked(name));
  }

  @Override
  public void sync() throws IOException {
    model.syncFolder(folder);
  }

  @Override
  public Disk folder(String name) throws IOException {
    model.makeFolder(folder, checked(name));
    return new FaultyDisk(model, folder + name + "/");
  }

  @Override
  public Closeable lock(String name, String by) throws IOException {
    var path = folder + checked(name);
    if (!model.lock(path)) {
      throw new TakenException("somebody else in this test");
    }
    return new FaultyLock(() -> model.unlock(path));
  }

  @Override
  public long free() throws IOException {
    return model.free();
  }

  @Override
  public String where() {
    return "faulty disk/" + folder;
  }

  private static String checked(String name) {
    boolean odd = name.chars().anyMatch(each -> each < ' ' || each == '/' || each == '\\');
    boolean outside = name.isEmpty() || name.equals(".") || name.contains("..");
    if (odd || outside || name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException("not a file's name: \"" + name + "\"");
    }
    return name;
  }
}
