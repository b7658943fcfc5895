import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Busy, Messages, Storage } from '@academy/platform';
import { BoundedCache } from '@academy/courses';
import { CertificatePress, type PrintForm, type PrintPicture } from '../rendering/certificate.press';
import type { CertificateTexts, CertificateView } from '../rendering/certificate.view';
import { signaturePath } from '../rendering/certificate.words';

/** Somebody waits before a screen: ten seconds are long. */
const PATIENCE = 10_000;
const MOST_WAITING = 12;
const PICTURES = 30;

/** Certificates on paper: those that are issued, and what somebody wants to see at once, each by a press of its own. */
@Injectable()
export class CertificatePrints implements OnApplicationShutdown {
  private readonly press = new CertificatePress();
  private readonly atOnce = new CertificatePress({ patience: PATIENCE, documents: 100 });
  private readonly pictures = new BoundedCache<Buffer>(PICTURES);

  constructor(
    private readonly storage: Storage,
    private readonly messages: Messages,
  ) {}

  onApplicationShutdown(): void {
    this.press.close();
    this.atOnce.close();
  }

  /** The PDF to be kept: PDF/UA-1. */
  async issued(view: CertificateView): Promise<Buffer> {
    return this.press.render(view, this.texts(view), await this.picturesOf(view));
  }

  /** The same page in another form, now. Throws Busy where too many ask. */
  async now(view: CertificateView, form: PrintForm): Promise<Buffer> {
    if (this.atOnce.busy >= MOST_WAITING) throw new Busy(5);
    return this.atOnce.render(view, this.texts(view), await this.picturesOf(view), form);
  }

  private texts = ({ locale }: CertificateView): CertificateTexts => (key, values) => this.messages.text(locale, key, values);

  private picturesOf(view: CertificateView): Promise<PrintPicture[]> {
    const keys = (view.signatures ?? []).flatMap(({ picture }) => (picture ? [picture.storageKey] : []));
    return Promise.all([...new Set(keys)].map(async (key) => ({ path: signaturePath(key), bytes: await this.picture(key) })));
  }

  private async picture(key: string): Promise<Buffer> {
    const known = this.pictures.get(key) ?? (await this.storage.get(key));
    this.pictures.set(key, known);
    return known;
  }
}
