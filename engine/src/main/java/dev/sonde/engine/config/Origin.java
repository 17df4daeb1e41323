package dev.sonde.engine.config;

/// Where a value was written. Shown to people by `toString`.
public sealed interface Origin {
  /// Where nothing was written.
  static Origin nowhere() {
    return new Fallback();
  }

  /// By file, line and column; then environment, flags, profile.
  static int compare(Origin a, Origin b) {
    int kinds = Integer.compare(a.rank(), b.rank());
    int names = kinds == 0 ? a.name().compareTo(b.name()) : kinds;
    int lines = names == 0 ? Integer.compare(a.line(), b.line()) : names;
    return lines == 0 ? Integer.compare(a.column(), b.column()) : lines;
  }

  /// The file, the variable, the flag, the profile.
  String name();

  /// As `toString`, without the column.
  default String brief() {
    return toString();
  }

  private int rank() {
    return switch (this) {
      case InFile _ -> 0;
      case Variable _ -> 1;
      case Flag _ -> 2;
      case OfProfile _ -> 3;
      case Fallback _ -> 4;
    };
  }

  private int line() {
    return this instanceof InFile file ? file.line : 0;
  }

  private int column() {
    return this instanceof InFile file ? file.column : 0;
  }

  /// A place in a file.
  ///
  /// @param line counted from 1; 0 stands for the whole file
  /// @param column counted from 1, in characters; 0 stands for the whole line
  record InFile(String name, int line, int column) implements Origin {
    @Override
    public String brief() {
      return line == 0 ? name : name + ":" + line;
    }

    @Override
    public String toString() {
      return column == 0 ? brief() : brief() + ":" + column;
    }
  }

  /// A variable of the environment.
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return "environment " + name;
    }
  }

  /// A flag of the command line, such as `--set interval`.
  record Flag(String name) implements Origin {
    @Override
    public String toString() {
      return "flag " + name;
    }
  }

  /// A default that a profile sets.
  record OfProfile(String name) implements Origin {
    @Override
    public String toString() {
      return "profile " + name;
    }
  }

  /// A default.
  record Fallback() implements Origin {
    @Override
    public String name() {
      return "default";
    }

    @Override
    public String toString() {
      return "default";
    }
  }
}
