export const TEXTS = {
  en: { title: 'Distribution', metric: 'Figure', by: 'By', top: '{name}: top by {figure}' },
  zh: { title: '用量分布图', metric: '指标', by: '分组', top: '{name}排行：{figure}' },
};
