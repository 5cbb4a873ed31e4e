// The form in SurveyJS. Answers are taken at every key, so that nothing typed can be lost.
import 'survey-core/survey-core.min.css';
import { Model } from 'survey-core';
import 'survey-js-ui';
import { begin, keep, kept, label, names } from '../form.js';

begin({
  form: () => {
    const elements = names.map((name) => ({ type: 'text', name, title: label(name) }));
    const survey = new Model({ elements, textUpdateMode: 'onTyping' });
    survey.data = kept() ?? {};
    survey.onValueChanged.add(() => keep(() => survey.data));
    survey.render(document.getElementById('form'));
  },
});
