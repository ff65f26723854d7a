/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses all members of a gzip stream (RFC 1952). The stream of the JDK ends where the next
 * member has not arrived yet, and ignores bytes that are no member: items would be lost silently.
 */
final class GzipMembers extends InputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;

  /** Bytes of the time, of extra flags and of the system behind the flags. */
  private static final int UNREAD_HEADER_BYTES = 6;

  private static final int FLAG_CHECKSUM = 1 << 1;
  private static final int FLAG_EXTRA = 1 << 2;
  private static final int FLAG_NAME = 1 << 3;
  private static final int FLAG_COMMENT = 1 << 4;
  private static final int RESERVED_FLAGS = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[BUFFER_BYTES];
  private int position;
  private int end;
  private boolean started;
  private boolean ended;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!started) {
      startFirst();
    }
    while (!ended && length > 0) {
      int n = inflate(buffer, offset, length);
      if (n > 0) {
        return n;
      }
      readTrailer();
      ended = !startMember();
    }
    return ended ? -1 : 0;
  }

  private void startFirst() throws IOException {
    if (!startMember()) {
      throw new EOFException();
    }
    started = true;
  }

  /** Inflates bytes of the member; 0 at its end. */
  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    try {
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer, offset, length);
        if (n > 0) {
          checksum.update(buffer, offset, n);
          return n;
        }
        if (inflater.needsDictionary()) {
          throw new ZipException("a dictionary is needed");
        }
        if (inflater.needsInput()) {
          requireInput();
          inflater.setInput(input, position, end - position);
          position = end;
        }
      }
    } catch (DataFormatException damaged) {
      throw new ZipException(damaged.getMessage());
    }
    return 0;
  }

  private void readTrailer() throws IOException {
    position = end - inflater.getRemaining();
    boolean intact =
        readInteger() == (int) checksum.getValue()
            && readInteger() == (int) inflater.getBytesWritten();
    if (!intact) {
      throw new ZipException("the checksum or length is wrong");
    }
  }

  /** Reads the header of the next member; false if there is none. */
  private boolean startMember() throws IOException {
    if (!hasInput()) {
      return false;
    }
    if (readShort() != MAGIC || readByte() != DEFLATE) {
      throw new ZipException("not a gzip member");
    }
    int flags = readByte();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw new ZipException("reserved flags");
    }
    skipBytes(UNREAD_HEADER_BYTES);
    skipBytes((flags & FLAG_EXTRA) == 0 ? 0 : readShort());
    skipTexts(Integer.bitCount(flags & (FLAG_NAME | FLAG_COMMENT)));
    skipBytes((flags & FLAG_CHECKSUM) == 0 ? 0 : Short.BYTES);
    inflater.reset();
    checksum.reset();
    return true;
  }

  private void skipBytes(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      readByte();
    }
  }

  /** Skips texts that end with a zero byte. */
  private void skipTexts(int texts) throws IOException {
    int left = texts;
    while (left > 0) {
      left -= readByte() == 0 ? 1 : 0;
    }
  }

  private int readInteger() throws IOException {
    return readShort() | readShort() << Short.SIZE;
  }

  private int readShort() throws IOException {
    return readByte() | readByte() << Byte.SIZE;
  }

  private int readByte() throws IOException {
    requireInput();
    return input[position++] & 0xff;
  }

  private void requireInput() throws IOException {
    if (!hasInput()) {
      throw new EOFException();
    }
  }

  private boolean hasInput() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(input));
    }
    return position < end;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
