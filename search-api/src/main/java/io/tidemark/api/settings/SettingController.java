/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.request.Routes;

/** A controller about settings: each of its routes needs a role. */
public interface SettingController extends Routes {}
