// Adds a workload to the schema that the server answers, and answers its routes. Everything else goes to the server.
(() => {
  const label = (english, chinese) => ({ english, chinese });
  const metric = (name, unit, addsUp, label, further = {}) => ({
    name, unit, adds_up: addsUp, may_be_unknown: false, label, help: label, ...further,
  });
  const dimension = (name, label, further = {}) => ({ name, label, filter: true, group: true, ...further });

  const METRICS = [
    metric('jobs', 'count', true, label('Speech jobs', '语音任务数')),
    metric('failed', 'count', true, label('Failed jobs', '失败任务数')),
    metric('audio_bytes', 'bytes', true, label('Audio', '音频大小'), { may_be_unknown: true }),
    metric('price', 'money', true, label('Price', '价格')),
    metric('run_time_ms.p50', 'ms', false, label('Run time P50', '运行时长 P50')),
    metric('run_time_ms.p95', 'ms', false, label('Run time P95', '运行时长 P95')),
    metric('run_time_ms.max', 'ms', false, label('Run time, longest', '最长运行时长')),
    metric('run_time_total_ms', 'ms', true, label('Total run time', '累计运行时长')),
    metric('voices', 'count', false, label('Voices', '音色数'), { distinct_of: 'voice' }),
    metric('users', 'count', false, label('Users', '用户数'), { distinct_of: 'user_id' }),
    metric('failure_rate', 'ratio', false, label('Failure rate', '失败率')),
  ];
  const DIMENSIONS = [
    dimension('user_id', label('User', '用户')),
    dimension('voice', label('Voice', '音色')),
    dimension('quality', label('Quality', '质量'), {
      choices: [{ value: 'low', label: label('Draft', '草稿') }, { value: 'high', label: label('Studio', '录音室') }],
    }),
  ];
  const WORKLOAD = {
    id: 'speech-jobs', label: label('Speech jobs', '语音任务'), topic: 'usage.speech-jobs', default_group: 'voice',
    metrics: METRICS, dimensions: DIMENSIONS,
  };
  const VALUES = {
    jobs: 12, failed: 3, audio_bytes: null, price: 1_500_000, run_time_total_ms: 5_400_000, voices: 2, users: 1, failure_rate: 0.25,
    run_time_ms: { p50: 900, p95: 2_000, max: 2_500 },
  };

  function inLanguage(value, language) {
    if (value?.english) {
      return language === 'zh' ? value.chinese : value.english;
    }
    if (Array.isArray(value)) {
      return value.map((one) => inLanguage(one, language));
    }
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguage(one, language)]))
      : value;
  }

  const HOURS = ['2026-03-12T08:00:00Z', '2026-03-12T09:00:00Z'];
  const COVERAGE = { from: HOURS[0], to: '2026-03-12T10:00:00Z', final_through: '2026-03-12T10:00:00Z', generated_at: '2026-03-12T10:10:00Z' };

  const valueOf = (name) => name.split('.').reduce((part, key) => part?.[key], VALUES);
  const points = (name) => HOURS.map((time) => ({ time, value: valueOf(name) }));

  const ROUTES = {
    summary: () => ({ ...COVERAGE, ...VALUES }),
    trend: (query) => {
      const name = query.get('metric');
      const group = query.get('group_by');
      const series = group === null
        ? [{ kind: 'all', key: null, points: points(name) }]
        : [
          ...['high', 'low'].map((key) => ({ kind: 'group', key, points: points(name) })),
          { kind: 'unknown', key: null, points: points(name) },
          { kind: 'other', key: null, points: points(name) },
        ];
      return { ...COVERAGE, metric: name, interval: query.get('interval'), time_zone: 'UTC', exact_days: true, group_by: group, series };
    },
    distribution: (query) => {
      const name = query.get('metric');
      const group = query.get('group_by');
      const value = valueOf(name);
      return {
        ...COVERAGE, metric: name, group_by: [group], total: value === null ? null : 2 * value,
        groups: ['high', null].map((key) => ({ key: { [group]: key }, value, share: 0.5 })), other: null,
      };
    },
    pattern: (query) => ({
      ...COVERAGE, metric: query.get('metric'), time_zone: 'UTC', hours: 672,
      cells: [...Array(168).keys()].map((slot) => ({ weekday: Math.floor(slot / 24) + 1, hour: slot % 24, median: slot % 24, maximum: 100 })),
      peak: { weekday: 1, hour: 23, median: 23, maximum: 100 }, night_share: 0.25, weekend_share: 0.5,
    }),
    facets: (query) => ({
      ...COVERAGE, facets: [{ facet: query.get('facet'), values: [{ value: 'high', label: 'high', count: 7 }], more: false }],
    }),
  };

  window.asked = [];
  const real = window.fetch;
  window.fetch = async (address, given) => {
    const url = new URL(address, location.href);
    window.asked.push({ path: url.pathname, query: url.search, at: performance.now() });
    const route = url.pathname.match(/^\/api\/v1\/speech-jobs\/(\w+)$/)?.[1];
    if (route) {
      return new Response(JSON.stringify(ROUTES[route](url.searchParams)), { headers: { 'Content-Type': 'application/json' } });
    }
    const answer = await real(address, given);
    if (url.pathname !== '/api/v1/schema' || !answer.ok) {
      return answer;
    }
    const schema = await answer.json();
    schema.workloads.push(inLanguage(WORKLOAD, schema.language));
    return new Response(JSON.stringify(schema), { headers: { 'Content-Type': 'application/json' } });
  };
})();
