// The form in JSON Forms, with its plain renderers.
import { JsonForms } from '@jsonforms/react';
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { begin, keep, kept, label, names } from '../form.js';

const properties = Object.fromEntries(names.map((name) => [name, { type: 'string', title: label(name) }]));
const elements = names.map((name) => ({ type: 'Control', scope: `#/properties/${name}` }));
const onChange = ({ data }) => keep(() => data);
begin({
  form: () => createRoot(document.getElementById('form')).render(h(JsonForms, {
    schema: { type: 'object', properties },
    uischema: { type: 'VerticalLayout', elements },
    data: kept() ?? {},
    renderers: vanillaRenderers,
    cells: vanillaCells,
    onChange,
  })),
});
