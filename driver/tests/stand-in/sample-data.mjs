/** The stand-in's tables: the system tables that the driver reads, and 2,000 pull requests. */
export const setup = `
  ATTACH ':memory:' AS "Bitbucket"; USE "Bitbucket"; CREATE SCHEMA Information;
  CREATE TABLE Information.sys_catalogs AS SELECT 'Bitbucket' AS CatalogName;
  CREATE TABLE Information.sys_schemas AS SELECT * FROM (VALUES ('Bitbucket', 'Information', 'information'),
    ('Bitbucket', 'garden', 'repository')) t(CatalogName, SchemaName, Kind);
  CREATE TABLE Information.sys_tables AS SELECT * FROM (VALUES
    ('Bitbucket', 'Information', 'sys_tables', 'SYSTEM TABLE', 'All tables', false, false, false, false),
    ('Bitbucket', 'garden', 'PullRequests', 'TABLE', 'Pull requests', true, true, true, false),
    ('Bitbucket', 'garden', 'Branches', 'TABLE', 'Branches', true, true, false, true)
  ) t(CatalogName, SchemaName, TableName, TableType, Description, IsUpdateable,
      IsInsertable, IsUpdatable, IsDeletable);
  CREATE TABLE Information.sys_tablecolumns AS SELECT * FROM (VALUES
    ('Bitbucket', 'garden', 'PullRequests', 'Id', 'BIGINT', 20, -1, NULL, 19, 0, false, 'Number', 1, true, true, false, false),
    ('Bitbucket', 'garden', 'PullRequests', 'Title', 'VARCHAR', 1043, 259, 255, NULL, NULL, true, 'Title', 2, false, false, true, true),
    ('Bitbucket', 'garden', 'PullRequests', 'CreatedOn', 'TIMESTAMP', 1114, -1, NULL, NULL, NULL, false, 'When', 3, false, true, false, false),
    ('Bitbucket', 'garden', 'PullRequests', 'Draft', 'BOOLEAN', 16, -1, NULL, NULL, NULL, true, 'Draft', 4, false, false, true, false),
    ('Bitbucket', 'AllRepositories', 'Branches', 'RepositorySlug', 'VARCHAR', 1043, 66, 62, NULL, NULL, false, 'Which', 1, true, true, false, false),
    ('Bitbucket', 'AllRepositories', 'Branches', 'Name', 'VARCHAR', 1043, -1, NULL, NULL, NULL, false, 'Name', 2, true, true, true, false),
    ('Bitbucket', 'Information', 'Projects', 'Key', 'VARCHAR', 1043, 132, 128, NULL, NULL, false, 'Key', 1, true, true, false, false)
  ) t(CatalogName, SchemaName, TableName, ColumnName, DataTypeName, TypeOid, TypeModifier, Length, NumericPrecision,
      NumericScale, IsNullable, Description, Ordinal, IsKey, IsReadOnly, IsInsertable, IsUpdatable);
  CREATE TABLE Information.sys_primarykeys AS SELECT * FROM (VALUES
    ('Bitbucket', 'garden', 'PullRequests', 'Id', 1, 'PK_PullRequests')
  ) t(CatalogName, SchemaName, TableName, ColumnName, KeySeq, KeyName);
  CREATE TABLE Information.sys_foreignkeys AS SELECT 'Bitbucket' AS CatalogName, *, 'IMPORT' AS ForeignKeyType FROM (VALUES
    ('AllRepositories', 'PullRequestComments', 'RepositorySlug', 1, 'PullRequestComments_PullRequestId_fkey', 'PullRequests_pkey', 'Bitbucket', 'AllRepositories', 'PullRequests', 'RepositorySlug'),
    ('AllRepositories', 'PullRequestComments', 'PullRequestId', 2, 'PullRequestComments_PullRequestId_fkey', 'PullRequests_pkey', 'Bitbucket', 'AllRepositories', 'PullRequests', 'Id'),
    ('AllRepositories', 'PullRequestComments', 'UserUUID', 1, 'PullRequestComments_UserUUID_fkey', 'Users_pkey', 'Bitbucket', 'Information', 'Users', 'UUID'),
    ('AllRepositories', 'Downloads', 'UserUUID', 1, 'Downloads_UserUUID_fkey', 'Users_pkey', 'Bitbucket', 'Information', 'Users', 'UUID')
  ) t(SchemaName, TableName, ColumnName, KeySeq, ForeignKeyName, PrimaryKeyName, ReferencedCatalogName, ReferencedSchemaName,
      ReferencedTableName, ReferencedColumnName);
  CREATE TABLE Information.sys_indexes AS SELECT 'Bitbucket' AS CatalogName, *, true AS IsUnique, true AS IsPrimary, 3 AS Type,
    CAST(NULL AS VARCHAR) AS SortOrder FROM (VALUES
    ('AllRepositories', 'Branches', 'Branches_pkey', 'Name', 2),
    ('AllRepositories', 'Branches', 'Branches_pkey', 'RepositorySlug', 1)
  ) t(SchemaName, TableName, IndexName, ColumnName, OrdinalPosition);
  CREATE TABLE Information.sys_procedures AS SELECT * FROM (VALUES
    ('Bitbucket', 'garden', 'WaterPlants', 'Waters the plants', 2)
  ) t(CatalogName, SchemaName, ProcedureName, Description, ParameterCount);
  CREATE TABLE Information.sys_procedureparameters AS SELECT * FROM (VALUES
    ('Bitbucket', 'garden', 'WaterPlants', 'Height', 'RESULT', 701, -1, true, 'How high they are', 1),
    ('Bitbucket', 'garden', 'WaterPlants', 'Name', 'IN', 1043, 34, true, 'Which', 2),
    ('Bitbucket', 'garden', 'WaterPlants', 'Litres', 'IN', 20, -1, false, 'How much', 1)
  ) t(CatalogName, SchemaName, ProcedureName, ColumnName, Direction, TypeOid, TypeModifier, IsNullable, Description, Ordinal);
  CREATE TABLE PullRequests AS SELECT i::BIGINT AS Id, 'Change number ' || i || CASE WHEN i % 7 = 0 THEN ' für Ümläute 🌱' ELSE '' END AS Title,
    TIMESTAMP '2026-01-01 00:00:00' + i * INTERVAL 1 MINUTE + INTERVAL 123456 MICROSECOND AS CreatedOn, i % 5 = 0 AS Draft,
    CASE WHEN i % 5 = 0 THEN NULL ELSE i / 4.0 END AS Score FROM range(1, 2001) r(i);
  CREATE TABLE Notes(Id BIGINT, Body VARCHAR);
`;
