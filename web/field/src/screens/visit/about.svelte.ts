// What a form is called: its title in the language that is spoken.
import { core } from '$core';
import { language, t, word } from '$i18n';

/** Returns a form's title; one that is open no more is called a form. */
export async function titleOf(form: string): Promise<string> {
  const forms = await core.ask('forms', { language: language() }).catch(() => []);
  const said = word('form', form);
  return forms.find((offered) => offered.form === form)?.title ?? (said === form ? t('visit.form') : said);
}
