package dev.sonde.collectors.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that is read whole in every run and stays open in between, as long as its room lets it.
/// For one thread.
///
/// When a read fails it is opened again at once. When that fails too it is left alone for 1, 2, 4 …
/// 16 runs, so that what is not there costs next to nothing.
public final class KeptFile implements Closeable {
  private static final int LONGEST_PAUSE = 16;

  private final Path path;
  private final Room room;
  private final boolean oneValue;
  private @Nullable FileChannel channel;
  private final String hint;
  private String problem = "";
  private int pause;
  private int left;

  private KeptFile(Path path, Room room, boolean oneValue, String hint) {
    this.path = path;
    this.room = room;
    this.oneValue = oneValue;
    this.hint = hint;
  }

  /// One of whole lines: what follows the last line break is left out.
  public static KeptFile lines(Path path, Room room) {
    return new KeptFile(path, room, false, "");
  }

  /// One whose last line break may be missing.
  public static KeptFile value(Path path, Room room) {
    return new KeptFile(path, room, true, "");
  }

  /// The same file, with what a person could do when it is not there.
  public KeptFile hint(String text) {
    return new KeptFile(path, room, oneValue, "; " + text);
  }

  /// Its content until the next file is read, or null when it can't be read.
  public @Nullable Text read() {
    if (left > 0) {
      left--;
      return null;
    }
    boolean wasOpen = channel != null;
    Text text = attempt();
    return text == null && wasOpen ? attempt() : text;
  }

  /// The same; says so when it can't be read.
  public @Nullable Text read(String what, Missing report) {
    Text text = read();
    if (text == null) {
      report.absent(what, problem);
    }
    return text;
  }

  /// The same as [#read()], and does not keep it open.
  public @Nullable Text once() {
    Text text = read();
    close();
    return text;
  }

  /// Why it could not be read.
  public String problem() {
    return problem;
  }

  /// Did it fail in this run for the first time?
  public boolean justFailed() {
    return pause == 1 && left == 1;
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      room.giveBack();
      end(open);
    }
  }

  private void end(FileChannel open) {
    try {
      open.close();
    } catch (IOException e) {
      problem = path + ": " + e.getMessage();
    }
  }

  private @Nullable Text attempt() {
    try {
      FileChannel open = channel;
      Text text = open == null ? opened() : content(open);
      pause = 0;
      left = 0;
      return text;
    } catch (ClosedByInterruptException e) {
      close();
      problem = path + " was not read: the run was interrupted";
      return null;
    } catch (IOException e) {
      close();
      fail(e);
      return null;
    }
  }

  private Text opened() throws IOException {
    FileChannel open = FileChannel.open(path);
    if (room.keeps()) {
      channel = open;
      return content(open);
    }
    try {
      return content(open);
    } finally {
      end(open);
    }
  }

  private Text content(FileChannel open) throws IOException {
    return oneValue ? room.value(open) : room.lines(open);
  }

  private void fail(IOException cause) {
    pause = Math.clamp(pause * 2L, 1, LONGEST_PAUSE);
    left = pause;
    problem =
        switch (cause) {
          case NoSuchFileException _ -> path + " is not there" + hint;
          case AccessDeniedException _ -> path + " may not be read by this user";
          default -> path + " can't be read: " + cause.getMessage() + hint;
        };
  }
}
