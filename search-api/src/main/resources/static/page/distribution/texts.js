export const TEXTS = {
  en: { title: 'Usage distribution', metric: 'Metric', by: 'By', top: 'Top', ranking: '{metric} by {name}' },
  zh: { title: '用量分布图', metric: '指标', by: '分组', top: '前几项', ranking: '{metric}排行 · {name}' },
};
