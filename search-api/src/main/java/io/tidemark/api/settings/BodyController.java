/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

/** A controller whose routes take documents that are no settings and have no revisions. */
public interface BodyController extends SettingController {}
