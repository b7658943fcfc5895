import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CourseVersion, VersionActivity } from './version.entity';
import { Versions } from './versions.queries';

@Global()
@Module({ imports: [TypeOrmModule.forFeature([CourseVersion, VersionActivity])], providers: [Versions], exports: [Versions] })
export class CoursesModule {}
