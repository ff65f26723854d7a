/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.RunGroup;
import io.tidemark.model.fingerprint.LittleEndian;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The runs of one bucket as rows of bytes, found by their fingerprint. A row keeps its number until
 * the bucket is rebuilt without the runs that are over.
 *
 * <p>Rows lie in pages. While a snapshot of the bucket is written, its pages must not change: a
 * copy shares them, and copies a page when it changes one of its rows.
 */
public final class RunBucket {

  /** Where no run is. */
  static final int NONE = -1;

  private static final int PAGE_BITS = 5;
  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int ROW = ComfyuiRun.ROW_BYTES;
  private static final int FIRST_SLOTS = 2 * PAGE_ROWS;

  private Page[] pages;
  private int size;

  /**
   * Numbers of rows plus one, at the hash of their runs or in the next free slot, and in the upper
   * half the lower half of {@code low}, so that a look-up touches no row but the right one.
   */
  private long[] slots;

  private static final class Page {
    private final byte[] rows;
    private final RunGroup[] groups;
    private final byte[][] details;
    private boolean shared;

    Page() {
      this(new byte[PAGE_ROWS * ROW], new RunGroup[PAGE_ROWS], new byte[PAGE_ROWS][]);
    }

    private Page(byte[] rows, RunGroup[] groups, byte[][] details) {
      this.rows = rows;
      this.groups = groups;
      this.details = details;
    }

    Page copy() {
      return new Page(rows.clone(), groups.clone(), details.clone());
    }
  }

  public RunBucket() {
    this(new Page[0], 0, new long[FIRST_SLOTS]);
  }

  private RunBucket(Page[] pages, int size, long[] slots) {
    this.pages = pages;
    this.size = size;
    this.slots = slots;
  }

  /** The number of runs. */
  public int size() {
    return size;
  }

  /** The row of a run, or {@link #NONE}. */
  int find(long high, long low) {
    int mask = slots.length - 1;
    for (int slot = (int) low & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      if ((int) (slots[slot] >>> Integer.SIZE) == (int) low) {
        int row = (int) slots[slot] - 1;
        if (isAt(row, high, low)) {
          return row;
        }
      }
    }
    return NONE;
  }

  private boolean isAt(int row, long high, long low) {
    byte[] rows = pages[row >>> PAGE_BITS].rows;
    int at = offset(row);
    return LittleEndian.longAt(rows, at + Long.BYTES) == low
        && LittleEndian.longAt(rows, at) == high;
  }

  /** Makes {@code target} the run of a row. */
  void read(int row, ComfyuiRun target) {
    Page page = pages[row >>> PAGE_BITS];
    int inPage = row & (PAGE_ROWS - 1);
    target.readRow(page.rows, offset(row), page.groups[inPage], page.details[inPage]);
  }

  /** Keeps a run that has no row; returns its row. */
  int add(ComfyuiRun run) {
    if (size + 1 > slots.length / 3 * 2) {
      growSlots();
    }
    if (size == pages.length << PAGE_BITS) {
      pages = Arrays.copyOf(pages, pages.length + 1 + pages.length / 8);
    }
    int row = size++;
    if (pages[row >>> PAGE_BITS] == null) {
      pages[row >>> PAGE_BITS] = new Page();
    }
    write(row, run);
    place(run.idLow() << Integer.SIZE | (row + 1));
    return row;
  }

  /** Keeps a run that has a row. */
  void write(int row, ComfyuiRun run) {
    Page page = pages[row >>> PAGE_BITS];
    if (page.shared) {
      page = page.copy();
      pages[row >>> PAGE_BITS] = page;
    }
    int inPage = row & (PAGE_ROWS - 1);
    run.writeRow(page.rows, offset(row));
    page.groups[inPage] = run.groupOfRow();
    page.details[inPage] = run.detailsOfRow();
  }

  /** The dimensions of the run of a row; null when it learns nothing more. */
  RunGroup groupOf(int row) {
    return pages[row >>> PAGE_BITS].groups[row & (PAGE_ROWS - 1)];
  }

  /** The details of the run of a row; null when it learns nothing more. */
  byte[] detailsOf(int row) {
    return pages[row >>> PAGE_BITS].details[row & (PAGE_ROWS - 1)];
  }

  /** Gives the run of a row its dimensions and details, which are not part of its bytes. */
  void setWords(int row, RunGroup group, byte[] details) {
    Page page = pages[row >>> PAGE_BITS];
    page.groups[row & (PAGE_ROWS - 1)] = group;
    page.details[row & (PAGE_ROWS - 1)] = details;
  }

  /** Writes the bytes of all rows, in their order. */
  void writeRows(DataOutput target) throws IOException {
    for (int row = 0; row < size; row += PAGE_ROWS) {
      byte[] rows = pages[row >>> PAGE_BITS].rows;
      target.write(rows, 0, Math.min(PAGE_ROWS, size - row) * ROW);
    }
  }

  /** Reads that many rows, in pages: a wrong number costs no memory. */
  static RunBucket readRows(int runs, DataInput source) throws IOException {
    RunBucket bucket = new RunBucket();
    ComfyuiRun run = new ComfyuiRun();
    byte[] rows = new byte[PAGE_ROWS * ROW];
    for (int read = 0; read < runs; read += PAGE_ROWS) {
      int count = Math.min(PAGE_ROWS, runs - read);
      source.readFully(rows, 0, count * ROW);
      for (int row = 0; row < count; row++) {
        run.readRow(rows, row * ROW, null, null);
        bucket.add(run);
      }
    }
    return bucket;
  }

  /** A bucket with the same runs; a change of one does not change the other. */
  RunBucket copy() {
    for (int page = 0; page << PAGE_BITS < size; page++) {
      pages[page].shared = true;
    }
    return new RunBucket(pages.clone(), size, slots.clone());
  }

  private static int offset(int row) {
    return (row & (PAGE_ROWS - 1)) * ROW;
  }

  private void growSlots() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long content : old) {
      if (content != 0) {
        place(content);
      }
    }
  }

  private void place(long content) {
    int mask = slots.length - 1;
    int slot = (int) (content >>> Integer.SIZE) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = content;
  }
}
