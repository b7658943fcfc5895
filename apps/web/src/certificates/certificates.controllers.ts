import type { Type } from '@nestjs/common';
import { DesignPages } from './design.pages';
import { EditionCertificatesPages } from './edition.certificates.pages';
import { NamePages } from './name.pages';
import { NamePreviewPages } from './name.preview.pages';
import { RecognitionPages } from './recognition.pages';
import { SignaturesPages } from './signatures.pages';

export const CERTIFICATES_CONTROLLERS: Type[] = [DesignPages, EditionCertificatesPages, NamePages, NamePreviewPages, RecognitionPages, SignaturesPages];
