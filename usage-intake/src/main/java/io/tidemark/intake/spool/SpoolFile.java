/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.model.parsing.Sender;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One file of the spool: entries of length, checksum and records. An entry holds the records of one
 * request; one that a crash cut short was never answered, and is left out.
 */
final class SpoolFile {

  private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES;

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
    header.writeLong(computeChecksum(bytes));
    header.write(bytes);
    return entry.toByteArray();
  }

  /** The entries of a file, up to the first that is not whole. */
  static List<List<IntakeRecord>> readFile(Path file) throws IOException {
    List<List<IntakeRecord>> entries = new ArrayList<>();
    long left = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (left >= HEADER_BYTES) {
        int length = in.readInt();
        long checksum = in.readLong();
        left -= HEADER_BYTES;
        if (length < 0 || length > left) {
          return entries;
        }
        byte[] bytes = in.readNBytes(length);
        left -= length;
        if (computeChecksum(bytes) != checksum) {
          return entries;
        }
        entries.add(decodeRecords(bytes));
      }
    } catch (EOFException cut) {
      return entries;
    }
    return entries;
  }

  private static List<IntakeRecord> decodeRecords(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<IntakeRecord> records = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String topic = readText(in);
      String format = readText(in);
      Sender sender = new Sender(readText(in), readText(in), readText(in), readText(in));
      records.add(new IntakeRecord(topic, format, sender, in.readNBytes(in.readInt())));
    }
    return records;
  }

  private static long computeChecksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
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
    return length < 0 ? null : new String(in.readNBytes(length), UTF_8);
  }
}
