/** The 25 members of the workspace and the one account that is not a person. All invented. */
import type { JsonObject } from '../json.ts';
import { choose, commitHash, uuid } from './mix.ts';
import { link, type Site } from './site.ts';

const seed = 0x9e0913;

const names = [
  'Ada Lindqvist',
  'Bruno Álvarez',
  'Çelik Demir',
  'Dagny Østergård',
  'Eoin O\u2019Hara',
  'Fumiko 田中',
  'Grace "Gale" Okafor',
  'Håkon Bjørnsen',
  'Ines da Conceição',
  'Jun Park',
  'Kirill Соколов',
  'Lena Weiß',
  'Mei 陈',
  'Noor النوري',
  'Oren לוי',
  'Priya Raman',
  'Quentin Dupré',
  'Rosa Núñez',
  'Sam Smith',
  'Sam Smith',
  'Tomasz Żółć',
  'Uma \\ Backslash',
  'Viktor Nagy 🚢',
  'Wren_100%',
  'Zoë Zetterberg',
] as const;

export interface Person {
  readonly uuid: string;
  readonly displayName: string;
  readonly email: string;
  /** As it is embedded in other objects. */
  readonly account: JsonObject;
  /** As `/user` and `/users/{id}` show it. */
  readonly profile: JsonObject;
}

function person(displayName: string, index: number, site: Site): Person {
  const id = uuid(seed, index);
  const encoded = encodeURIComponent(id);
  const nickname = displayName.split(' ')[0] ?? displayName;
  const account = {
    type: 'user',
    display_name: displayName,
    uuid: id,
    account_id: `712020:${commitHash(seed, index).slice(0, 24)}`,
    nickname,
    links: {
      self: link(`${site.api}/users/${encoded}`),
      avatar: link(`${site.web}/avatars/${index}.png`),
      html: link(`${site.web}/${encoded}/`),
    },
  };
  return {
    uuid: id,
    displayName,
    email: `member${index}@lighthouse.example`,
    account,
    profile: {
      ...account,
      account_status: 'active',
      created_on: `201${choose(10, seed, index, 1)}-0${1 + choose(9, seed, index, 2)}-11T08:15:30.${100_000 + index}+00:00`,
      is_staff: false,
      has_2fa_enabled: null,
      username: `member${index}`,
      location: null,
    },
  };
}

export interface People {
  readonly members: readonly Person[];
  /** Opens pull requests too, but is no member of the workspace. */
  readonly bot: Person;
}

export function createPeople(site: Site): People {
  const id = uuid(seed, 1000);
  const account = {
    type: 'app_user',
    display_name: 'Beacon Bot',
    uuid: id,
    account_id: '712020:b0b0b0b0b0b0b0b0b0b0b0b0',
    account_status: 'active',
    kind: 'repository_access_token',
    created_on: '2021-02-03T04:05:06.789012+00:00',
    links: { avatar: link(`${site.web}/avatars/bot.png`) },
  };
  return {
    members: names.map((name, index) => person(name, index, site)),
    bot: {
      uuid: id,
      displayName: 'Beacon Bot',
      email: 'bot@lighthouse.example',
      account,
      profile: account,
    },
  };
}
