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
 * One file of the spool: entries of length, checksum and records. An entry holds records of one
 * request; one that a crash cut short was never answered.
 */
final class SpoolFile {

  private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

  /** Kafka's limit. Foreign bytes hardly have so short a length there. */
  private static final int MAX_TOPIC_BYTES = 249;

  /** Closes an entry, which is encoded and read as a whole. */
  private static final int ENTRY_BYTES = 8 << 20;

  private SpoolFile() {}

  /** The records of a request in parts that are an entry each, of about 8 MiB at most. */
  static List<List<IntakeRecord>> divideRecords(List<IntakeRecord> records) {
    List<List<IntakeRecord>> parts = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int to = 1; to <= records.size(); to++) {
      bytes += countBytes(records.get(to - 1));
      if (bytes >= ENTRY_BYTES || to == records.size()) {
        parts.add(records.subList(from, to));
        from = to;
        bytes = 0;
      }
    }
    return parts;
  }

  /** Bytes of an entry. */
  static long countBytes(List<IntakeRecord> records) {
    return HEADER_BYTES + Integer.BYTES + records.stream().mapToLong(SpoolFile::countBytes).sum();
  }

  private static long countBytes(IntakeRecord record) {
    return countBytes(record.topic())
        + countBytes(record.format())
        + countBytes(record.sender().tenant())
        + countBytes(record.sender().project())
        + countBytes(record.sender().user())
        + countBytes(record.sender().source())
        + Integer.BYTES
        + record.value().length;
  }

  private static long countBytes(String text) {
    return Integer.BYTES + (text == null ? 0L : text.getBytes(UTF_8).length);
  }

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

  /**
   * Where the entry at an offset ends by its length; negative if that is not inside of the file.
   */
  static int findEnd(byte[] file, int offset) {
    int left = file.length - offset - HEADER_BYTES;
    if (left < 0) {
      return -1;
    }
    int length = ByteBuffer.wrap(file).getInt(offset);
    return length < 0 || length > left ? -1 : offset + HEADER_BYTES + length;
  }

  /** Whether the bytes of an entry up to its end have the checksum of its header. */
  static boolean isWhole(byte[] file, int offset, int end) {
    int body = offset + HEADER_BYTES;
    long checksum = ByteBuffer.wrap(file).getLong(offset + Integer.BYTES);
    return computeChecksum(file, body, end - body) == checksum;
  }

  /**
   * The records of an entry.
   *
   * @throws EOFException when they continue behind the end
   * @throws IOException when they do not take all bytes up to the end, or are invalid
   */
  static List<IntakeRecord> decodeRecords(byte[] file, int offset, int end) throws IOException {
    int body = offset + HEADER_BYTES;
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(file, body, Math.max(end - body, 0)));
    List<IntakeRecord> records = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String topic = readTopic(in);
      String format = readText(in);
      Sender sender = new Sender(readText(in), readText(in), readText(in), readText(in));
      records.add(new IntakeRecord(topic, format, sender, readBytes(in, in.readInt())));
    }
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes behind the records");
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

  private static String readTopic(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length > MAX_TOPIC_BYTES) {
      throw new IOException("invalid length " + length);
    }
    return new String(readBytes(in, length), UTF_8);
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
