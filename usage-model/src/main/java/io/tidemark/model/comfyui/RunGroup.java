/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Arrays;
import java.util.Objects;

/**
 * The dimensions of a run. They are compared as the bytes of the group's key; texts are decoded
 * when they are asked for. A run whose steps name no source is a call of the API.
 */
public final class RunGroup {

  private static final int TENANT_ID = 0;
  private static final int USER_ID = 1;
  private static final int API_KEY_ID = 2;
  private static final int WORKFLOW_ID = 3;
  private static final int WORKFLOW_NAME = 4;
  private static final int SOURCE = 5;
  private static final int PROJECT_ID = 6;

  /** Dimensions, in the order of the key. */
  static final int DIMENSIONS = 7;

  /** Dimensions that every key has. */
  private static final int FIRST_DIMENSIONS = WorkloadSchemas.COMFYUI.countFirstDimensions();

  private final byte[] key;

  // Derived from the key.
  private String[] texts;
  private byte[] workloadKey;
  private int hash;

  private Object attachment;

  private RunGroup(byte[] key) {
    this.key = key;
  }

  /**
   * The group of these values.
   *
   * @param values in the order of dimensions, the project last; null or empty is unknown
   */
  public static RunGroup of(String... values) {
    String[] all = Arrays.copyOf(values, DIMENSIONS);
    if (all[SOURCE] == null || all[SOURCE].isEmpty()) {
      all[SOURCE] = RunSource.API.id();
    }
    return new RunGroup(DimensionKey.ofGroup(FIRST_DIMENSIONS, all));
  }

  /**
   * The group with a key.
   *
   * @param key a {@link DimensionKey}; kept, and never changed
   */
  public static RunGroup ofKey(byte[] key) {
    return new RunGroup(key);
  }

  /** The {@link DimensionKey}; not a copy. */
  public byte[] key() {
    return key;
  }

  /** Whether its key is in a buffer. */
  boolean hasKey(byte[] buffer, int start, int length) {
    return Arrays.equals(key, 0, key.length, buffer, start, start + length);
  }

  /** The key of the tenant's counts of the workload. */
  public byte[] workloadKey() {
    if (workloadKey == null) {
      workloadKey = DimensionKey.of(tenantId(), WorkloadSchemas.COMFYUI.id());
    }
    return workloadKey;
  }

  /** The object that was attached last; null at first. It is no part of the group. */
  public Object attachment() {
    return attachment;
  }

  /** Attaches an object of the owner of {@link RunGroups}. */
  public void attach(Object object) {
    attachment = object;
  }

  public String tenantId() {
    return text(TENANT_ID);
  }

  public String userId() {
    return text(USER_ID);
  }

  public String apiKeyId() {
    return text(API_KEY_ID);
  }

  public String workflowId() {
    return text(WORKFLOW_ID);
  }

  public String workflowName() {
    return text(WORKFLOW_NAME);
  }

  public String source() {
    return text(SOURCE);
  }

  public String projectId() {
    return text(PROJECT_ID);
  }

  /** The value at an index of the key; null when it is unknown. */
  String text(int index) {
    return texts()[index];
  }

  /**
   * This group with some values of another one.
   *
   * @param which a bit for each value to take
   */
  RunGroup replaceTexts(RunGroup other, int which) {
    if (equals(other)) {
      return other;
    }
    String[] replaced = texts().clone();
    boolean same = true;
    for (int i = 0; i < DIMENSIONS; i++) {
      if ((which & 1 << i) != 0) {
        same &= Objects.equals(replaced[i], other.text(i));
        replaced[i] = other.text(i);
      }
    }
    return same ? this : of(replaced);
  }

  private String[] texts() {
    if (texts == null) {
      String[] decoded = new String[DIMENSIONS];
      for (int i = 0; i < DIMENSIONS; i++) {
        decoded[i] = DimensionKey.value(key, i);
      }
      texts = decoded;
    }
    return texts;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof RunGroup that && Arrays.equals(key, that.key));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(key);
    }
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(texts());
  }
}
