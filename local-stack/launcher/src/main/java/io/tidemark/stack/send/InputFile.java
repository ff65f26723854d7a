/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.send;

import io.tidemark.stack.StackException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file to read from its beginning to its end, unpacked when its name ends in {@code .gz}.
 *
 * @param path of the file
 */
public record InputFile(Path path) {

  private static final int BUFFER = 64 * 1024;

  /**
   * Checks that it can be read.
   *
   * @throws StackException when it is absent or no file
   */
  public InputFile {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new StackException("cannot read " + path + ": no such file, or no permission");
    }
  }

  /** Its size on disk. */
  public long bytes() {
    try {
      return Files.size(path);
    } catch (IOException failure) {
      throw new StackException("cannot read " + path, failure);
    }
  }

  /** Opens it; the reader closes it. */
  public Reading open() throws IOException {
    Counting file = new Counting(Files.newInputStream(path));
    try {
      InputStream content =
          path.toString().endsWith(".gz")
              ? new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER)
              : file;
      return new Reading(new BufferedInputStream(content, BUFFER), file);
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  /** The failure to read it on, for the user. */
  public StackException explainUnreadable(IOException failure) {
    String reason = failure.getMessage() == null ? "it ends too early" : failure.getMessage();
    return new StackException("cannot read " + path + ": " + reason, failure);
  }

  /** An open file. */
  public static final class Reading implements AutoCloseable {

    private final InputStream content;
    private final Counting file;

    private Reading(InputStream content, Counting file) {
      this.content = content;
      this.file = file;
    }

    /** Unpacked. */
    public InputStream content() {
      return content;
    }

    /** How far the file on disk has been read. */
    public long bytesRead() {
      return file.count;
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }

  private static final class Counting extends FilterInputStream {

    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
