import { Injectable } from '@nestjs/common';
import { On } from '@academy/platform';
import { ImportRequested } from './course.facts';
import { Imports } from './imports.service';

@Injectable()
export class ImportsSubscriber {
  constructor(private readonly imports: Imports) {}

  @On(ImportRequested, 'courses.run-import', 'imports')
  run({ importId }: { importId: string }): Promise<void> {
    return this.imports.run(importId);
  }
}
