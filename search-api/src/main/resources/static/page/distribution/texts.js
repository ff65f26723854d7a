export const TEXTS = {
  en: { title: 'Usage distribution', metric: 'Metric', by: 'By', top: '{metric} by {name}' },
  zh: { title: '用量分布图', metric: '指标', by: '分组', top: '{metric}排行 · {name}' },
};
