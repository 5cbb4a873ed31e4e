// The form in react-jsonschema-form, with its plain theme.
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { begin, keep, kept, label, names } from '../form.js';

const properties = Object.fromEntries(names.map((name) => [name, { type: 'string', title: label(name) }]));
const onChange = ({ formData }) => keep(() => formData);
begin({
  form: () => createRoot(document.getElementById('form')).render(
    h(Form, { schema: { type: 'object', properties }, validator, formData: kept() ?? {}, onChange })),
});
