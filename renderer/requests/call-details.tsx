/** Everything that is known of one call. */
import { useState, type ReactNode } from 'react';
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { copyText } from '../controls/copy-text.ts';
import { Dialog } from '../controls/dialog.tsx';
import { messages } from '../messages.ts';
import { addressParts } from './call-address.ts';
import { dataSourceText, statusText } from './call-text.ts';
import './requests-view.css';

const text = messages.requests;

export interface CallDetailsProps {
  readonly call: ApiCall;
  readonly statement: StatementInfo | undefined;
  readonly onClose: () => void;
  readonly onStatement: (id: number) => void;
}

export function CallDetails({ call, statement, onClose, onStatement }: CallDetailsProps) {
  const { path, parameters } = addressParts(call.target);
  const { statementId } = call;
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => setCopied(copyText(call.target) ? text.copied(1) : text.copyFailed);
  return (
    <Dialog title={text.details} size="medium" onCancel={onClose}>
      <div className="dialog-body">
        <dl className="facts">
          <Fact name={text.time}>{text.exactTime(call.startedAt)}</Fact>
          <Fact name={text.status}>
            {[statusText(call), text.attemptOf(call.attempt)].join(', ')}
            {call.problem !== null && <p className="bad">{call.problem}</p>}
          </Fact>
          <Fact name={text.duration}>{text.milliseconds(call.milliseconds)}</Fact>
          <Fact name={text.size}>{text.bytes(call.bytes)}</Fact>
          <Fact name={text.dataSource}>{dataSourceText(call.dataSource)}</Fact>
          <Fact name={text.why}>{text.purposes[call.purpose]}</Fact>
          <Fact name={text.path}>
            <code>
              {call.method} {path}
            </code>
          </Fact>
          {parameters.length > 0 && (
            <Fact name={text.parameters}>
              <ul className="call-parameters">
                {parameters.map(([name, value], index) => (
                  // eslint-disable-next-line react/no-array-index-key -- a name may stand there twice
                  <li key={index}>
                    <code>
                      <span className="quiet">{name} = </span>
                      {value}
                    </code>
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          {statement !== undefined && (
            <Fact name={text.statement}>
              <pre className="call-statement">{statement.sql}</pre>
            </Fact>
          )}
        </dl>
      </div>
      <div className="dialog-foot">
        <Button onPress={copy}>{text.copyAddress}</Button>
        {statementId !== null && (
          <Button
            onPress={() => {
              onStatement(statementId);
              onClose();
            }}
          >
            {text.showStatement}
          </Button>
        )}
        <span className="foot-gap quiet" role="status">
          {copied}
        </span>
        <Button variant="primary" onPress={onClose} autoFocus>
          {messages.close}
        </Button>
      </div>
    </Dialog>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
