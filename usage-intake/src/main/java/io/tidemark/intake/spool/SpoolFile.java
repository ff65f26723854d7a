/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.model.parsing.Sender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One file of the spool: entries of length, checksum and records. An entry holds the records of one
 * request; one that a crash cut short was never answered.
 */
final class SpoolFile {

  static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

  private SpoolFile() {}

  /** An entry as it is appended. */
  static byte[] encodeEntry(List<IntakeRecord> records) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    out.writeInt(records.size());
    for (IntakeRecord record : records) {
      writeText(out, record.topic());
      writeText(out, record.format());
      writeText(out, record.sender().tenant());
      writeText(out, record.sender().project());
      writeText(out, record.sender().user());
      writeText(out, record.sender().source());
      writeBytes(out, record.value());
    }
    byte[] bytes = body.toByteArray();
    ByteArrayOutputStream entry = new ByteArrayOutputStream(bytes.length + HEADER_BYTES);
    DataOutputStream header = new DataOutputStream(entry);
    header.writeInt(bytes.length);
    header.writeLong(computeChecksum(bytes, 0, bytes.length));
    header.write(bytes);
    return entry.toByteArray();
  }

  /** The records of the entry at an offset; null when no whole entry begins there. */
  static List<IntakeRecord> decodeEntry(byte[] file, int offset) {
    if (file.length - offset < HEADER_BYTES) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(file, offset, HEADER_BYTES);
    int length = header.getInt();
    long checksum = header.getLong();
    int body = offset + HEADER_BYTES;
    // Zeros look like an empty entry. The checksum has 32 bits, which spares most computations.
    if (length <= 0 || length > file.length - body || checksum >>> Integer.SIZE != 0) {
      return null;
    }
    if (computeChecksum(file, body, length) != checksum) {
      return null;
    }
    try {
      return decodeRecords(file, body, length);
    } catch (IOException invalid) {
      return null;
    }
  }

  /** Whether the entry at an offset ends with the file before it is whole, as after a crash. */
  static boolean isCutShort(byte[] file, int offset) {
    int body = offset + HEADER_BYTES;
    try {
      if (body < file.length) {
        decodeRecords(file, body, file.length - body);
        return false;
      }
      return true;
    } catch (EOFException cut) {
      return true;
    } catch (IOException invalid) {
      return false;
    }
  }

  private static List<IntakeRecord> decodeRecords(byte[] file, int body, int length)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file, body, length));
    List<IntakeRecord> records = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String topic = readText(in);
      String format = readText(in);
      Sender sender = new Sender(readText(in), readText(in), readText(in), readText(in));
      records.add(new IntakeRecord(topic, format, sender, readBytes(in, in.readInt())));
    }
    return records;
  }

  private static long computeChecksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      writeBytes(out, text.getBytes(UTF_8));
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(readBytes(in, length), UTF_8);
  }

  private static byte[] readBytes(DataInputStream in, int length) throws IOException {
    if (length < 0) {
      throw new IOException("invalid length " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }
}
